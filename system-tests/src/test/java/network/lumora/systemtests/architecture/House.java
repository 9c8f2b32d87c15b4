package network.lumora.systemtests.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every compiled class of the product, by module. */
record House(Path root, List<CompiledClass> classes) {
  static final List<String> MODULES =
      List.of(
          "shared-protocol",
          "proof-of-bandwidth",
          "ledger",
          "scraper",
          "extension-bridge",
          "agent",
          "coordinator",
          "consumer");

  static final String ROOT_PACKAGE = "network.lumora";

  /** Reads what Maven has compiled before it runs these tests. */
  static House read() {
    var root = Path.of("").toAbsolutePath().resolve("..").normalize();
    var classes = new ArrayList<CompiledClass>();
    for (var module : MODULES) {
      classes.addAll(compiled(module, root.resolve(module).resolve("target/classes")));
    }
    return new House(root, List.copyOf(classes));
  }

  private static List<CompiledClass> compiled(String module, Path folder) {
    try (var files = Files.walk(folder)) {
      var found = new ArrayList<CompiledClass>();
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        found.add(CompiledClass.read(module, file));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Package to the packages of ours that it mentions, itself left out. */
  Map<String, Set<String>> packageArrows() {
    var arrows = new TreeMap<String, Set<String>>();
    for (var type : classes) {
      var targets = arrows.computeIfAbsent(type.packageName(), key -> new TreeSet<>());
      targets.addAll(type.packagesBelow(ROOT_PACKAGE));
      targets.remove(type.packageName());
    }
    return arrows;
  }

  /** Module to the modules whose packages it mentions, itself left out. */
  Map<String, Set<String>> moduleArrows() {
    var homes = new TreeMap<String, String>();
    classes.forEach(type -> homes.put(type.packageName(), type.module()));
    var arrows = new TreeMap<String, Set<String>>();
    for (var type : classes) {
      var targets = arrows.computeIfAbsent(type.module(), key -> new TreeSet<>());
      for (var used : type.packagesBelow(ROOT_PACKAGE)) {
        targets.add(homes.getOrDefault(used, type.module()));
      }
      targets.remove(type.module());
    }
    return arrows;
  }
}
