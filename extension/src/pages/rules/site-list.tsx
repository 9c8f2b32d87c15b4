import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../../shared/icons";
import { Button, Field } from "../../shared/parts";
import { withSites, type Added } from "../../shared/rules/site";
import { useWords } from "../../shared/words";

/** A long list stays usable: so many are shown before "show all". */
const FIRST_SHOWN = 24;

interface SiteListProps { title: string; empty: string; sites: readonly string[]; tone: "good" | "bad"; onChange: (sites: string[]) => void }

/** Sites to add, paste and take out. */
export function SiteList({ title, empty, sites, tone, onChange }: SiteListProps) {
  const { t, format, plural } = useWords();
  const [text, setText] = useState("");
  const [told, setTold] = useState<Added | null>(null);
  const [all, setAll] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const add = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const added = withSites(sites, text);
    setTold(added);
    setText(added.malformed.join(" "));
    if (added.added.length > 0) onChange(added.sites);
  };
  const remove = (site: string): void => {
    onChange(sites.filter((one) => one !== site));
    setTold(null);
    input.current?.focus();
  };
  const shown = all ? sites : sites.slice(0, FIRST_SHOWN);
  return (
    <section class="site-list" aria-label={title}>
      <h3>{title} <span class="quiet numbers">{format.number(sites.length)}</span></h3>
      {sites.length === 0 ? <p class="small quiet">{empty}</p> : (
        <ul class="chips" data-tone={tone}>
          {shown.map((site) => (
            <li key={site}><span>{site}</span><button type="button" aria-label={t("removeSite", { site })} onClick={() => remove(site)}><Icon name="bad" size={14} /></button></li>
          ))}
        </ul>
      )}
      {sites.length > FIRST_SHOWN && <div><Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t("showFewer") : t("showAll", { count: format.number(sites.length) })}</Button></div>}
      <form class="add" onSubmit={add}>
        <Field label={t("addSites")} hint={t("addSitesHint")} error={told !== null && told.malformed.length > 0 ? t("sitesMalformed", { words: told.malformed.join(", ") }) : undefined}>
          {(ids) => <input class="input" ref={input} value={text} autocomplete="off" autocapitalize="none" spellcheck={false} placeholder="example.org" onInput={(event) => { setText(event.currentTarget.value); setTold(null); }} {...ids} />}
        </Field>
        <Button type="submit" icon="plus" disabled={text.trim() === ""}>{t("add")}</Button>
      </form>
      <p class="small quiet" role="status">{told === null ? "" : told.added.length > 0 ? plural("sitesAdded", told.added.length) : told.already.length > 0 ? t("sitesAlready") : ""}</p>
    </section>
  );
}
