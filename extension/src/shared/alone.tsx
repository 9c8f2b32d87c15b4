import type { ComponentChildren } from "preact";
import { Logo } from "./icons";
import type { Alone as AloneProps } from "./open";
import { DemoBand, Looks } from "./shell";
import "./style/alone.css";
import { useWords } from "./words";

/** What is around a screen that has no navigation. */
export function Alone({ preferences, onPrefer, children }: AloneProps & { children: ComponentChildren }) {
  const { t } = useWords();
  return (
    <>
      <a class="skip" href="#main">{t("skipToContent")}</a>
      {preferences.demo && <DemoBand />}
      <div class="alone">
        <header class="alone-head">
          <a class="brand" href="/pages/welcome/index.html"><Logo />Lumora</a>
          <div class="alone-looks"><Looks preferences={preferences} onPrefer={onPrefer} /></div>
        </header>
        <main class="stack" id="main" tabIndex={-1}>{children}</main>
      </div>
    </>
  );
}
