import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";

/** @property at the part of the page that is held still */
export interface Hold { at: RefObject<HTMLDivElement | null>; isHeld: () => boolean }

/** Whether somebody is at the list: points at it, has a row open, or walks it by keyboard. Calls `onFree` when nobody is any more. */
export function useHold(onFree: () => void): Hold {
  const at = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);
  const free = useRef(onFree);
  free.current = onFree;
  const isHeld = useCallback(() => pointed.current || at.current?.querySelector("details[open], :focus-visible") != null, []);
  useEffect(() => {
    const list = at.current;
    if (list === null) return;
    const stop = new AbortController();
    const hear = (type: string, then: () => void): void => list.addEventListener(type, then, { capture: type === "toggle", signal: stop.signal });
    // What has focus or is open is known only after the event.
    const look = (): void => void setTimeout(() => { if (!stop.signal.aborted && !isHeld()) free.current(); });
    hear("pointerenter", () => { pointed.current = true; });
    hear("pointerleave", () => { pointed.current = false; look(); });
    hear("focusout", look);
    hear("toggle", look);
    return () => stop.abort();
  }, [isHeld]);
  return { at, isHeld };
}
