package network.lumora.coordinator.lease;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.book.TaskState;
import network.lumora.protocol.message.Lease;

/** Which try of a page it is; the page must still be as it was when an agent was chosen. */
enum Try {
  FIRST {
    @Override
    List<GivenLease> wanted(Book book, List<GivenLease> leases) throws IOException {
      return book.tasks().lease(leases);
    }
  },
  /** One other agent works on it. */
  SECOND {
    @Override
    List<GivenLease> wanted(Book book, List<GivenLease> leases) throws IOException {
      var wanted = new ArrayList<GivenLease>();
      for (var lease : leases) {
        if (isWithAnother(book, lease.statement())) {
          wanted.add(lease);
        }
      }
      return wanted;
    }
  };

  /** Those that may be given. */
  abstract List<GivenLease> wanted(Book book, List<GivenLease> leases) throws IOException;

  private static boolean isWithAnother(Book book, Lease lease) throws IOException {
    var task = book.tasks().find(lease.taskId());
    var held = book.leases().on(lease.taskId());
    return task.isPresent()
        && task.get().state() == TaskState.WORKING
        && held.size() == 1
        && !held.getFirst().statement().agent().equals(lease.agent());
  }
}
