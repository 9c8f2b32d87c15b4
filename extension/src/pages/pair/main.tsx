import { openAlone } from "../../shared/open";
import { PairPage } from "./pair-page";

void openAlone("pairTitle", PairPage);
