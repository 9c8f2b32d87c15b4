package network.lumora.consumer.open;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.lumora.consumer.disk.WholeFile;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;

/** The file a user gets: a JSON line for each page that verified, in the order of the order. */
public final class Dataset {
  private final Path file;
  private final DocumentCodec documents = new DocumentCodec();

  public Dataset(Path file) {
    this.file = file;
  }

  /** Beside the dataset: a JSON line for each page that is not to be used, and why. */
  public Path brokenFile() {
    return file.resolveSibling(file.getFileName() + ".broken.jsonl");
  }

  /** Replaces both files; that of the broken ones is gone if there are none. */
  public void write(Intake intake, List<Checked.Broken> missing) throws IOException {
    WholeFile.write(file, out -> writeRows(intake, out));
    var broken = brokenRows(intake, missing);
    if (broken.isEmpty()) {
      Files.deleteIfExists(brokenFile());
    } else {
      WholeFile.write(brokenFile(), out -> writeLines(broken, out));
    }
  }

  private void writeRows(Intake intake, OutputStream out) throws IOException {
    for (int page = 0; page < intake.order().head().pageCount(); page++) {
      var kept = intake.opened(page);
      if (kept != null && kept.checked() instanceof Checked.Opened opened) {
        writeLines(List.of(Row.of(opened)), out);
      }
    }
  }

  private static List<BrokenRow> brokenRows(Intake intake, List<Checked.Broken> missing)
      throws IOException {
    var rows = new ArrayList<BrokenRow>();
    for (var kept : intake.brokenLines()) {
      if (kept.checked() instanceof Checked.Broken broken) {
        rows.add(row(intake, broken, kept));
      }
    }
    missing.forEach(broken -> rows.add(row(intake, broken, null)));
    return rows;
  }

  private static BrokenRow row(Intake intake, Checked.Broken broken, @Nullable Kept kept) {
    var page = broken.page();
    return new BrokenRow(
        page == null ? null : intake.order().instructions().pages().get(page),
        page,
        kept == null ? null : kept.cursor(),
        broken.where(),
        broken.what(),
        kept == null ? null : kept.receipt(),
        kept == null ? null : kept.logged());
  }

  private void writeLines(List<? extends Record> records, OutputStream out) throws IOException {
    for (var line : records) {
      out.write(documents.writeBytes(line));
      out.write('\n');
    }
  }
}
