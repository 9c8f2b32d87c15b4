package network.lumora.systemtests.browser;

/** A key that does something other than write a letter. */
public enum Key {
  TAB("Tab", 9, '\uE004', ""),
  ENTER("Enter", 13, '\uE006', "\r"),
  ESCAPE("Escape", 27, '\uE00C', ""),
  SPACE("Space", 32, ' ', " "),
  LEFT("ArrowLeft", 37, '\uE012', ""),
  UP("ArrowUp", 38, '\uE013', ""),
  RIGHT("ArrowRight", 39, '\uE014', ""),
  DOWN("ArrowDown", 40, '\uE015', "");

  /** The name in UI Events; the space bar alone has another name and another code. */
  final String code;

  final int windowsCode;

  /** The code point of the WebDriver specification, section 17.4.2. */
  final char webDriver;

  final String text;

  Key(String code, int windowsCode, char webDriver, String text) {
    this.code = code;
    this.windowsCode = windowsCode;
    this.webDriver = webDriver;
    this.text = text;
  }

  String key() {
    return this == SPACE ? " " : code;
  }
}
