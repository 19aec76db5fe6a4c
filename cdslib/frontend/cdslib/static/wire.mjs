// The tie of a page to its kernel: Jupyter's messages over a websocket, as far as one widget needs them.
// https://jupyter-client.readthedocs.io/en/stable/messaging.html
// https://jupyter-server.readthedocs.io/en/stable/developers/websocket-protocols.html
const VERSION = "5.4";
const PAUSE = 1000;

/** Random letters; crypto.randomUUID is missing where a page comes without TLS. */
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Take a binary message apart: the number of parts, where each begins, the message as JSON, then its buffers. */
export function unpack(data) {
  const view = new DataView(data);
  const starts = Array.from({ length: view.getUint32(0) }, (_, i) => view.getUint32(4 * (i + 1)));
  const [json, ...buffers] = starts.map((start, i) => new DataView(data, start, (starts[i + 1] ?? data.byteLength) - start));
  return { ...JSON.parse(new TextDecoder().decode(json)), buffers };
}

export class Wire {
  #address;
  #comm;
  #session = newId();
  #socket = null;
  #left = false;

  onMessage = () => {};
  onIdle = () => {};
  onLost = () => {};
  onOpen = () => {};

  constructor(baseUrl, kernel, comm) {
    this.#address = new URL(`${baseUrl}api/kernels/${kernel}/channels?session_id=${this.#session}`, location.href.replace(/^http/, "ws"));
    this.#comm = comm;
    addEventListener("pagehide", (event) => {
      this.#left = !event.persisted;
    });
  }

  /** Open the websocket, and again when it breaks, until the page is told that its kernel is gone. */
  open() {
    const socket = new WebSocket(this.#address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#socket = socket;
      this.onOpen();
    };
    socket.onmessage = ({ data }) => this.#hear(typeof data === "string" ? JSON.parse(data) : unpack(data));
    socket.onclose = () => {
      this.#socket = null;
      this.onLost();
      if (!this.#left && document.querySelector(".site-gone").hidden) setTimeout(() => this.open(), PAUSE);
    };
  }

  get isOpen() {
    return this.#socket !== null;
  }

  /** Send data to the widget in the kernel and return the message's id. */
  send(data) {
    const msg_id = newId();
    const header = { msg_id, msg_type: "comm_msg", session: this.#session, username: "", date: new Date().toISOString(), version: VERSION };
    this.#socket.send(JSON.stringify({ channel: "shell", header, parent_header: {}, metadata: {}, content: { comm_id: this.#comm, data }, buffers: [] }));
    return msg_id;
  }

  #hear({ channel, header, parent_header, content, buffers }) {
    if (channel !== "iopub") return;
    if (header.msg_type === "status" && content.execution_state === "idle") this.onIdle(parent_header.msg_id);
    else if (header.msg_type === "comm_msg" && content.comm_id === this.#comm) this.onMessage(content.data, buffers);
  }
}
