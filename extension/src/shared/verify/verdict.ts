import type { Receipt } from "./receipt";

/** The checks of a receipt, in the order in which they are told. */
export const STEPS = ["FORM", "NAMES", "AGENT_SIGNATURE", "COORDINATOR_SIGNATURE", "CHECKPOINT", "INCLUSION"] as const;
export type StepName = (typeof STEPS)[number];

/** What is wrong, in a code that the screen puts into words; the values are for its sentence. */
export type Failure =
  | { code: "NOT_AN_ENVELOPE" }
  | { code: "NOT_A_RECEIPT"; payloadType: string }
  | { code: "UNREADABLE_RECEIPT" }
  | { code: "UNREADABLE_PROOF" }
  | { code: "UNKNOWN_COORDINATOR"; coordinator: string }
  | { code: "OTHER_AGENT"; agent: string }
  | { code: "OTHER_COORDINATOR"; coordinator: string }
  | { code: "OTHER_SEQUENCE"; signed: number; shown: number }
  | { code: "OTHER_AMOUNT"; signed: number; shown: number }
  | { code: "SIGNATURE_MISSING"; key: string }
  | { code: "SIGNATURE_WRONG"; key: string }
  | { code: "NOT_A_CHECKPOINT" }
  | { code: "OTHER_LOG"; origin: string; expected: string }
  | { code: "CHECKPOINT_UNSIGNED" }
  | { code: "CHECKPOINT_SIGNATURE_WRONG" }
  | { code: "OTHER_TREE_SIZE"; proof: number; checkpoint: number }
  | { code: "NOT_IN_TREE"; index: number; treeSize: number }
  | { code: "PATH_TOO_LONG" }
  | { code: "PATH_TOO_SHORT" }
  | { code: "OTHER_ROOT" };

/** SKIPPED: an earlier failure leaves nothing to check. */
export type StepResult = { kind: "PASSED" } | { kind: "FAILED"; failure: Failure } | { kind: "SKIPPED" };
export type Step = { name: StepName; result: StepResult };

export type Verdict =
  | { kind: "GENUINE"; receipt: Receipt; steps: Step[] }
  | { kind: "BROKEN"; failed: StepName; failure: Failure; steps: Step[] }
  /** This browser has no Ed25519: nothing can be said. */
  | { kind: "UNSUPPORTED" };
