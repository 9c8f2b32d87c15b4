import { createHash, createHmac, generateKeyPairSync, pbkdf2Sync, randomBytes, sign, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ConsentState, Status } from "../src/shared/api";
import type { Network } from "../src/shared/discovery";

type Answer = { status: number; body: unknown };

const consentText = `Lumora agent: what you agree to (text 1)

WHAT RUNS. This program connects to one coordinator, which you name, and
takes work from it: it fetches public web pages over your internet connection
and reads the parts that a paying customer asked for.
`;

const problem = (status: number, code: string, detail = ""): Answer => ({ status, body: { type: "about:blank", title: code, status, code, detail } });

/** The agent's side of pairing and of a few calls, written anew with node's own cryptography: what the extension computes must fit it. */
export class FakeAgent {
  static readonly consent: Pick<ConsentState, "text" | "sha256"> = { text: consentText, sha256: createHash("sha256").update(consentText).digest("hex") };
  static readonly status: Status = {
    state: "RUNNING", reasons: [{ code: "READY", text: "ready", until: null }], nextChange: null, agent: "ed25519:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
    version: "0.1.0", today: { up: 1_000_000, down: 9_000_000 }, month: { up: 20_000_000, down: 90_000_000 },
    limits: { rateUp: 0, rateDown: 0, perDay: 1_000_000_000, perMonth: 0 }, rateNow: { up: null, down: null }, live: null,
    connection: { coordinator: "wss://coordinator.example/agent", key: null, state: "CONNECTED", detail: "" },
    work: { slots: 4, working: 0, waiting: 0, settled: 0, unpaid: 0, broken: 0, contribution: 0 }, tasks: [],
  };

  readonly token = randomBytes(32).toString("base64url");
  readonly requests: { path: string; authorization: string | undefined; body: string }[] = [];
  pairing: "OPEN" | "CLOSED" = "OPEN";
  api = ["v1"];
  /** Set to answer a path in another way. */
  readonly answers = new Map<string, Answer>();
  readonly publicKey: string;
  /** What a reader of events is told at once; the stream then stays open. */
  events: { id: string; type: string; data: object }[] = [];
  knowsCode = true;
  iterations = 600_000;
  private readonly secret: KeyObject;
  private started: { pairingId: string; nonce: string; body: { nonce: string; clientName: string } } | null = null;
  private server: Server | null = null;

  constructor(readonly code = "K7QM2R4X", readonly origin = "chrome-extension://test") {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    this.secret = privateKey;
    this.publicKey = `ed25519:${publicKey.export({ format: "jwk" }).x ?? ""}`;
  }

  get port(): number {
    return (this.server?.address() as AddressInfo).port;
  }

  async listen(port = 0): Promise<this> {
    this.server = createServer((request, response) => void this.handle(request, response));
    await new Promise<void>((resolve, reject) => this.server?.once("error", reject).listen(port, "127.0.0.1", resolve));
    return this;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    let text = "";
    for await (const chunk of request) text += String(chunk);
    this.requests.push({ path: url.pathname, authorization: request.headers.authorization, body: text });
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, if-match, last-event-id");
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    if (url.pathname === "/v1/events" && request.method === "GET" && !this.answers.has("/v1/events")) return this.stream(response);
    const { status, body } = request.method === "OPTIONS" ? { status: 204, body: null } : this.answer(url, request, text);
    response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ETag: '"1"' });
    response.end(body === null ? "" : JSON.stringify(body));
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    for (const { id, type, data } of this.events) response.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private answer(url: URL, request: IncomingMessage, text: string): Answer {
    const told = this.answers.get(url.pathname);
    if (told !== undefined) return told;
    if (url.pathname === "/v1/hello") return { status: 200, body: this.hello(url.searchParams.get("nonce")) };
    if (url.pathname === "/v1/pair/start") return this.start(JSON.parse(text) as { nonce: string; clientName: string });
    if (url.pathname === "/v1/pair/finish") return this.finish(JSON.parse(text) as { pairingId: string; proof: string });
    if (request.headers.authorization !== `Bearer ${this.token}`) return problem(401, "NOT_AUTHENTICATED");
    return problem(404, "NOT_FOUND");
  }

  private hello(nonce: string | null): object {
    const signature = nonce === null ? null : sign(null, Buffer.from(`lumora-hello-v1\n${nonce}\n${this.port}\n`), this.secret).toString("base64");
    return { product: "lumora", api: this.api, version: "0.1.0", pairing: this.pairing, signature };
  }

  private start(body: { nonce: string; clientName: string }): Answer {
    if (this.pairing === "CLOSED") return problem(409, "PAIRING_CLOSED");
    this.started = { pairingId: randomBytes(16).toString("hex"), nonce: randomBytes(16).toString("hex"), body };
    return { status: 200, body: { pairingId: this.started.pairingId, nonce: this.started.nonce, agentName: "study", iterations: this.iterations } };
  }

  private finish({ pairingId, proof }: { pairingId: string; proof: string }): Answer {
    if (this.started?.pairingId !== pairingId) return problem(409, "PAIRING_CLOSED");
    const { nonce, body } = this.started;
    const transcript = `lumora-pair-v1\n${pairingId}\n${body.nonce}\n${nonce}\n${this.origin}\n${this.port}\n${body.clientName}\n`;
    const salt = createHash("sha256").update(transcript).digest();
    const key = pbkdf2Sync(this.knowsCode ? this.code : "00000000", salt, this.iterations, 32, "sha256");
    const mac = (words: string) => createHmac("sha256", key).update(words).digest("hex");
    if (this.knowsCode && proof !== mac(`client\n${transcript}`)) return problem(403, "WRONG_CODE", "2 tries left");
    const expiresAt = "2027-02-20T06:30:00Z";
    return { status: 200, body: { proof: mac(`server\n${transcript}${this.token}\n${this.publicKey}\n`), token: this.token, clientId: "c1", scopes: ["READ", "CONTROL"], expiresAt, agentKey: this.publicKey } };
  }
}

/** Leads the four fixed ports to servers on free ones; a port that nobody has been given refuses. */
export function networkOf(ports: ReadonlyMap<number, number>, isBlocked = false): Network {
  return {
    isBlocked: () => Promise.resolve(isBlocked),
    fetch: (url, init) => {
      const at = new URL(url);
      const real = ports.get(Number(at.port));
      if (real === undefined) return Promise.reject(new TypeError("connection refused"));
      at.port = String(real);
      return fetch(at, { ...init, signal: null }); // How long an answer may take is not what these tests are about.
    },
  };
}
