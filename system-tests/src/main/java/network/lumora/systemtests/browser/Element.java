package network.lumora.systemtests.browser;

import com.google.gson.JsonArray;

/** How a part of a page is found; the first visible one that fits is taken. */
public record Element(String how, String what, String called) {
  public static Element testId(String id) {
    return new Element("testId", id, "");
  }

  public static Element css(String selector) {
    return new Element("css", selector, "");
  }

  /** By role and accessible name, whole if there is one, else a part of it. */
  public static Element role(String role, String name) {
    return new Element("role", role, name);
  }

  public static Element button(String name) {
    return role("button", name);
  }

  public static Element link(String name) {
    return role("link", name);
  }

  /** The call of find.js that gives all that fit. */
  String call() {
    var arguments = new JsonArray();
    arguments.add(how);
    arguments.add(what);
    arguments.add(called);
    return ".all(..." + arguments + ")";
  }

  @Override
  public String toString() {
    return called.isEmpty() ? how + " " + what : what + " “" + called + "”";
  }
}
