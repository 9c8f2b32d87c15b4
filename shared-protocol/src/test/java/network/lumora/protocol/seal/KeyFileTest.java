package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;

  @Test
  void findsTheSameKeysAgain() throws IOException {
    var identity = IdentityKey.loadOrCreate(folder.resolve("identity.json"));
    var seal = SealKey.loadOrCreate(folder.resolve("seal.json"));

    assertThat(IdentityKey.loadOrCreate(folder.resolve("identity.json")).publicKey())
        .isEqualTo(identity.publicKey());
    assertThat(SealKey.loadOrCreate(folder.resolve("seal.json")).publicKey())
        .isEqualTo(seal.publicKey());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerMayReadANewFile() throws IOException {
    IdentityKey.loadOrCreate(folder.resolve("identity.json"));

    var permissions = Files.getPosixFilePermissions(folder.resolve("identity.json"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesAFileThatOthersMayReadAndSaysWhatToDo() throws IOException {
    var file = folder.resolve("identity.json");
    IdentityKey.loadOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> IdentityKey.loadOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rw-r-----")
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void refusesACorruptFileAndLeavesItAlone() throws IOException {
    for (var content : new String[] {"", "{", "not a key", "{\"key\":[]}", "null", "[]", "\"x\""}) {
      var file = Files.createTempFile(folder, "key", ".json");
      Files.writeString(file, content);

      assertThatThrownBy(() -> IdentityKey.loadOrCreate(file))
          .as(content)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds no identity key");
      assertThatThrownBy(() -> SealKey.loadOrCreate(file))
          .as(content)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds no seal key");
      assertThat(file).hasContent(content);
    }
  }

  @Test
  void refusesACutKeyset() throws IOException {
    var file = folder.resolve("identity.json");
    IdentityKey.loadOrCreate(file);
    var whole = Files.readString(file);
    for (int length = 0; length < whole.length(); length += 7) {
      Files.writeString(file, whole.substring(0, length));
      assertThatThrownBy(() -> IdentityKey.loadOrCreate(file)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void loadsOrRefusesAChangedKeysetAndNothingElse() throws IOException {
    var file = folder.resolve("seal.json");
    SealKey.loadOrCreate(file);
    var whole = Files.readAllBytes(file);
    var random = new Random(600);
    for (int i = 0; i < 300; i++) {
      var changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      Files.write(file, changed);
      loadsOrRefuses(file);
    }
  }

  private static void loadsOrRefuses(Path file) {
    try {
      SealKey.loadOrCreate(file);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("holds no seal key");
    }
  }

  @Test
  void refusesTheOtherKindOfKey() throws IOException {
    IdentityKey.loadOrCreate(folder.resolve("identity.json"));
    SealKey.loadOrCreate(folder.resolve("seal.json"));

    assertThatThrownBy(() -> SealKey.loadOrCreate(folder.resolve("identity.json")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> IdentityKey.loadOrCreate(folder.resolve("seal.json")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesAFileThatIsFarTooLarge() throws IOException {
    var file = Files.createTempFile(folder, "key", ".json");
    Files.write(file, new byte[70_000]);

    assertThatThrownBy(() -> IdentityKey.loadOrCreate(file)).hasMessageContaining("65536");
  }

  @Test
  void neverPutsTheKeyIntoAnErrorText() throws IOException {
    var file = folder.resolve("identity.json");
    IdentityKey.loadOrCreate(file);
    var text = Files.readString(file);
    var secret = text.substring(text.indexOf("\"value\"") + 9).substring(0, 40);
    Files.writeString(file, text.replace("Ed25519PrivateKey", "Ed25519PrivateKez"));

    assertThatThrownBy(() -> IdentityKey.loadOrCreate(file))
        .hasStackTraceContaining("holds no identity key")
        .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain(secret));
  }

  @Test
  void twoWhoCreateAtOnceGetTheSameKey() throws InterruptedException, ExecutionException {
    var file = folder.resolve("identity.json");
    Callable<PublicKey> load = () -> IdentityKey.loadOrCreate(file).publicKey();
    var keys = new HashSet<PublicKey>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : threads.invokeAll(Collections.nCopies(8, load))) {
        keys.add(future.get());
      }
    }

    assertThat(keys).hasSize(1);
  }
}
