package network.lumora.systemtests.architecture;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one compiled class mentions. Names are with dots; a class name inside a string constant
 * counts too, which errs on the strict side.
 *
 * @param calls every method it may call, as {@code owner.name}
 */
record CompiledClass(String module, String name, Set<String> packages, Set<String> calls) {
  private static final Pattern TYPE = Pattern.compile("L([a-zA-Z0-9_$/]+)/[A-Za-z0-9_$]+[;<]");

  static CompiledClass read(String module, Path file) throws IOException {
    var model = ClassFile.of().parse(file);
    var packages = new TreeSet<String>();
    var calls = new TreeSet<String>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> addPackage(packages, type.asInternalName());
        case Utf8Entry text -> addDescribed(packages, text.stringValue());
        case MemberRefEntry member -> calls.add(call(member));
        default -> {}
      }
    }
    var name = model.thisClass().asInternalName().replace('/', '.');
    return new CompiledClass(module, name, packages, calls);
  }

  private static String call(MemberRefEntry member) {
    return member.owner().asInternalName().replace('/', '.') + "." + member.name().stringValue();
  }

  private static void addDescribed(Set<String> packages, String text) {
    TYPE.matcher(text).results().forEach(found -> packages.add(found.group(1).replace('/', '.')));
  }

  private static void addPackage(Set<String> packages, String internalName) {
    int slash = internalName.lastIndexOf('/');
    if (slash > 0 && !internalName.startsWith("[")) {
      packages.add(internalName.substring(0, slash).replace('/', '.'));
    }
  }

  String packageName() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The outermost class: nested classes and lambdas belong to it. */
  String outermost() {
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  Set<String> packagesBelow(String prefix) {
    return packages.stream()
        .filter(p -> p.equals(prefix) || p.startsWith(prefix + "."))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
