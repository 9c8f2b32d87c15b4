import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Language } from "./i18n";
import { wordsIn, type Words } from "./wording";

export { wordsIn, type Words } from "./wording";

export const WordsContext = createContext<Words>(wordsIn(Language.of("en")));

/** What this screen writes with. */
export const useWords = (): Words => useContext(WordsContext);
