// Search in a manual that is opened as a file: browsers start no worker there, so it runs in a
// hidden frame of the page instead, with a worker's way of speaking.
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.append(this.frame)
      const inside = this.frame.contentWindow
      const load = (address) => new Promise((done, fail) => {
        const script = inside.document.createElement("script")
        Object.assign(script, { src: address, onload: done, onerror: fail })
        inside.document.head.append(script)
      })
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }))
      inside.importScripts = async (...addresses) => {
        for (const address of addresses) await load(address)
      }
      this.ready = load(url)
    }

    postMessage(data) {
      const inside = this.frame.contentWindow
      this.ready.then(() => inside.dispatchEvent(new inside.MessageEvent("message", { data })))
    }

    terminate() {
      this.frame.remove()
    }
  }
  window.Worker = window.IFrameWorker
}
