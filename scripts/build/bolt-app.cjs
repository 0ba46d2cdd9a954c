// Stands for @slack/bolt in a bundle: its App, without what it has for web servers and assistants.
const { default: App, LogLevel } = require('@slack/bolt/dist/App')

module.exports = { App, LogLevel }
