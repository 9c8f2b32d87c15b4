package network.lumora.systemtests.browser;

import java.nio.file.Path;
import java.util.List;

/**
 * What a browser is started with.
 *
 * @param folder a new folder for its profile and its log
 * @param extensions unpacked, ours first; each manifest names a gecko id
 * @param namesOfLoopback host names that lead to 127.0.0.1, as an attacker's DNS may have it
 */
public record Setup(Path folder, List<Path> extensions, List<String> namesOfLoopback) {
  public Setup {
    extensions = List.copyOf(extensions);
    namesOfLoopback = List.copyOf(namesOfLoopback);
  }

  public Setup(Path folder, Path extension) {
    this(folder, List.of(extension), List.of());
  }
}
