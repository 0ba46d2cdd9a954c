// Stands for express, @slack/socket-mode, @slack/oauth, raw-body and Bolt's own receivers in a bundle: Bolt loads them, and
// extends and re-exports what is in them, but calls nothing as long as it is given a receiver.
class NotInBundle {
  constructor() {
    throw new Error("Bolt's own transports are not in this bundle (scripts/build/bundle.ts): give App a receiver.")
  }
}
module.exports = new Proxy(NotInBundle, {
  get: (target, name) => (name === '__esModule' ? false : (Reflect.get(target, name) ?? NotInBundle)),
})
