import { render, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { connect } from "./connect";
import { FollowerContext } from "./following";
import { browserLanguage, Language, type MessageKey } from "./i18n";
import { Follower } from "./live";
import { Shell, type PageName } from "./shell";
import { Keepsakes, type Preferences } from "./storage";
import "./style/lumora.css";
import { WordsContext, wordsIn } from "./words";

export const keepsakes = new Keepsakes();

/** Draws a page in the shell once there is an agent to ask; before that, what is in the way. */
export async function openPage(page: PageName, Screen: ComponentType): Promise<void> {
  const preferences = await keepsakes.preferences();
  const follower = new Follower(() => connect(keepsakes));
  if (!preferences.demo && (await keepsakes.pairing()) === null) return location.replace("/pages/welcome/index.html");
  follower.start();
  draw(preferences, `page_${page}`, (current, onPrefer) => (
    <FollowerContext.Provider value={follower}>
      <Shell page={page} preferences={current} onPrefer={onPrefer}><Screen /></Shell>
    </FollowerContext.Provider>
  ));
}

/** Draws a small screen without the shell: `Unpaired` instead of `Screen` where there is no agent to follow yet. */
export async function openPopup(Screen: ComponentType<{ demo: boolean }>, Unpaired: ComponentType): Promise<void> {
  const preferences = await keepsakes.preferences();
  const follower = new Follower(() => connect(keepsakes));
  const ready = preferences.demo || (await keepsakes.pairing()) !== null;
  if (ready) follower.start();
  draw(preferences, "page_dashboard", ({ demo }) =>
    ready ? <FollowerContext.Provider value={follower}><Screen demo={demo} /></FollowerContext.Provider> : <Unpaired />);
}

/** Draws a screen that needs no agent, such as the welcome. */
export async function openAlone(title: MessageKey, Screen: ComponentType<Alone>): Promise<void> {
  draw(await keepsakes.preferences(), title, (preferences, onPrefer) => <Screen preferences={preferences} onPrefer={onPrefer} />);
}

export interface Alone { preferences: Preferences; onPrefer: Prefer }

type Prefer = (changed: Partial<Preferences>) => void;
type Content = (preferences: Preferences, prefer: Prefer) => preact.JSX.Element;

function draw(preferences: Preferences, title: MessageKey, content: Content): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no root");
  dress(preferences, title);
  render(<Preferred first={preferences} title={title} content={content} />, root);
}

function Preferred({ first, title, content }: { first: Preferences; title: MessageKey; content: Content }) {
  const [preferences, setPreferences] = useState(first);
  useEffect(() => dress(preferences, title), [preferences]);
  const prefer = (changed: Partial<Preferences>) => void keepsakes.prefer(changed).then(setPreferences);
  return <WordsContext.Provider value={wordsIn(languageOf(preferences))}>{content(preferences, prefer)}</WordsContext.Provider>;
}

const languageOf = ({ language }: Preferences): Language => Language.of(language === "AUTO" ? browserLanguage() : language);

/** The document's own language, direction, theme and title. */
function dress(preferences: Preferences, title: MessageKey): void {
  const language = languageOf(preferences);
  document.documentElement.lang = language.locale;
  document.documentElement.dir = language.direction;
  document.documentElement.dataset["theme"] = preferences.theme;
  document.title = `${language.t(title)} · Lumora`;
}
