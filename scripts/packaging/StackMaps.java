import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives the classes of a jar that were compiled for Java 5 the stack maps and the version of Java 8. The JVM verifies
 * older ones slowly, and keeps none of them in its cache of loaded classes.
 *
 * <p>{@code java StackMaps.java JAR}
 */
final class StackMaps {
  private static final ClassTransform RAISED =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen(
              (classes, element) -> {
                if (element instanceof ClassFileVersion) {
                  classes.withVersion(ClassFile.JAVA_8_VERSION, 0);
                } else {
                  classes.with(element);
                }
              });

  private StackMaps() {}

  public static void main(String... args) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]));
        var files = Files.walk(jar.getPath("/"))) {
      var tool =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(jar, type))
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        var old = tool.parse(Files.readAllBytes(file));
        if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
          Files.write(file, tool.transformClass(old, RAISED));
        }
      }
    }
  }

  private static InputStream open(FileSystem jar, ClassDesc type) {
    var name = type.descriptorString();
    var file = jar.getPath("/" + name.substring(1, name.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
