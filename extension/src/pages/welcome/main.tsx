import { openAlone } from "../../shared/open";
import { Welcome } from "./welcome";

void openAlone("welcomeTitle", Welcome);
