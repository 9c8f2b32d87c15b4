package network.lumora.systemtests.browser;

import java.io.IOException;

/** The browsers that we know how to drive. */
public enum Make {
  CHROMIUM {
    @Override
    public boolean isInstalled() {
      return Chromium.isInstalled();
    }

    @Override
    public Browser start(Setup setup) throws IOException {
      return Chromium.start(setup);
    }
  },
  FIREFOX {
    @Override
    public boolean isInstalled() {
      return Firefox.isInstalled();
    }

    @Override
    public Browser start(Setup setup) throws IOException {
      return Firefox.start(setup);
    }
  };

  public abstract boolean isInstalled();

  public abstract Browser start(Setup setup) throws IOException;
}
