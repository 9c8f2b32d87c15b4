import { openPopup } from "../shared/open";
import { Popup, Unpaired } from "./popup";

void openPopup(Popup, Unpaired);
