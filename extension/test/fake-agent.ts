import { createHash, createHmac, generateKeyPairSync, pbkdf2Sync, randomBytes, sign, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Network } from "../src/shared/discovery";

type Answer = { status: number; body: unknown };

const problem = (status: number, code: string, detail = ""): Answer => ({ status, body: { type: "about:blank", title: code, status, code, detail } });

/** The agent's side of pairing and of a few calls, written anew with node's own cryptography: what the extension computes must fit it. */
export class FakeAgent {
  readonly token = randomBytes(32).toString("base64url");
  readonly requests: { path: string; authorization: string | undefined }[] = [];
  pairing: "OPEN" | "CLOSED" = "OPEN";
  api = ["v1"];
  /** Set to answer a path in another way. */
  readonly answers = new Map<string, Answer>();
  readonly publicKey: string;
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
    await new Promise<void>((resolve) => this.server?.listen(port, "127.0.0.1", resolve));
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
    this.requests.push({ path: url.pathname, authorization: request.headers.authorization });
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, if-match, last-event-id");
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    const { status, body } = request.method === "OPTIONS" ? { status: 204, body: null } : this.answer(url, request, text);
    response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ETag: '"1"' });
    response.end(body === null ? "" : JSON.stringify(body));
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
      return fetch(at, init);
    },
  };
}
