package network.lumora.agent.service;

import network.lumora.agent.work.PageDone;
import network.lumora.agent.work.PageTask;
import network.lumora.agent.work.Pages;
import network.lumora.agent.work.TaskMeter;

/** Pages, with the line looked at each second while one is fetched. */
record RecordedPages(Pages pages, LineClock clock) implements Pages {
  @Override
  public PageDone fetch(PageTask task, TaskMeter meter) throws InterruptedException {
    clock.begin();
    try {
      return pages.fetch(task, meter);
    } finally {
      clock.end();
    }
  }
}
