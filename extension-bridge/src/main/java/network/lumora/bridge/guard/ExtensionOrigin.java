package network.lumora.bridge.guard;

import java.util.regex.Pattern;

/** The origins that browsers give to extensions. */
final class ExtensionOrigin {
  /** Chromium derives 32 letters from the key; Firefox draws a UUID for each installation. */
  private static final Pattern FORM =
      Pattern.compile(
          "chrome-extension://[a-p]{32}"
              + "|moz-extension://[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private ExtensionOrigin() {}

  static boolean is(String origin) {
    return FORM.matcher(origin).matches();
  }
}
