// Stands for @slack/web-api in a bundle: it is hundreds of modules, which are loaded when the first method of a client is
// used, not when Bolt or the bot makes a client. Most acks need none.
const { LogLevel } = require('@slack/web-api/dist/logger')

let loaded
const metadata = []

function load() {
  if (loaded === undefined) {
    loaded = require('@slack/web-api')
    for (const one of metadata) loaded.addAppMetadata(one)
  }
  return loaded
}

function WebClient(...given) {
  let client
  const made = () => {
    client ??= new (load().WebClient)(...given)
    return client
  }
  return new Proxy(this, {
    get: (_target, name) => made()[name],
    set: (_target, name, value) => Reflect.set(made(), name, value),
    has: (_target, name) => name in made(),
  })
}

module.exports = {
  WebClient,
  LogLevel,
  addAppMetadata: (one) => metadata.push(one),
  get WebAPIPlatformError() {
    return load().WebAPIPlatformError
  },
  get WebAPIRateLimitedError() {
    return load().WebAPIRateLimitedError
  },
  get WebAPIHTTPError() {
    return load().WebAPIHTTPError
  },
}
