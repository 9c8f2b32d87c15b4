package network.lumora.agent.policy;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.lumora.protocol.units.Bytes;

/** Finds every reason that holds at one moment, the weightiest first. One use, one thread. */
final class Reasons {
  private final Settings settings;
  private final Conditions conditions;
  private final Instant now;
  private final List<Reason> found = new ArrayList<>();

  private Reasons(Settings settings, Conditions conditions) {
    this.settings = settings;
    this.conditions = conditions;
    this.now = conditions.now();
  }

  /** Never empty. */
  static List<Reason> of(Settings settings, Conditions conditions) {
    var reasons = new Reasons(settings, conditions);
    reasons.ofTheAgent();
    reasons.ofTheHost();
    reasons.ofTheMachine();
    reasons.ofTheUser();
    reasons.ofTheLine();
    reasons.ofTheConnection();
    return List.copyOf(reasons.found);
  }

  private void ofTheAgent() {
    if (!conditions.surroundings().consent()) {
      add(ReasonCode.NO_CONSENT, "waits for your consent; read and agree: lumora consent");
    }
    conditions
        .storageFault()
        .ifPresent(
            fault ->
                add(
                    ReasonCode.STORAGE_FAILED,
                    "paused: "
                        + fault
                        + "; resumes by itself once the data folder can be written"));
  }

  private void ofTheHost() {
    conditions.pause().filter(pause -> pause.holdsAt(now)).ifPresent(this::paused);
    var used = conditions.used();
    var zone = conditions.zone();
    capped(
        ReasonCode.CAP_MONTH,
        "monthly",
        settings.limits().perMonth(),
        used.bytesOfMonth(now, zone, settings.monthStartsOn()),
        used.monthEnds(zone, settings.monthStartsOn()));
    capped(
        ReasonCode.CAP_DAY,
        "daily",
        settings.limits().perDay(),
        used.bytesOfDay(now, zone),
        used.dayEnds(zone));
    scheduled();
  }

  private void paused(Pause pause) {
    var end = Optional.ofNullable(pause.until());
    var resumes = end.map(at -> ", resumes " + minute(at)).orElse("; resumes with: lumora resume");
    switch (pause.mode()) {
      case NOW -> add(ReasonCode.PAUSED_BY_USER, "paused by you" + resumes, end);
      case FINISH ->
          add(ReasonCode.FINISHING, "finishing what runs, then paused by you" + resumes, end);
    }
  }

  private void capped(ReasonCode code, String word, Bytes cap, long bytes, Instant resumesAt) {
    if (cap.count() != 0 && bytes >= cap.count()) {
      add(
          code,
          "paused: " + word + " cap reached, resumes " + shown(resumesAt, "d MMMM"),
          Optional.of(resumesAt));
    }
  }

  private void scheduled() {
    if (!settings.schedule().isOn(now, conditions.zone())) {
      var next = settings.schedule().nextFlip(now, conditions.zone());
      add(
          ReasonCode.OUTSIDE_SCHEDULE,
          next.map(at -> "paused: outside your hours, resumes " + minute(at))
              .orElse("paused: your schedule has no hours; see: lumora schedule"),
          next);
    }
  }

  private void ofTheMachine() {
    var metered = settings.metered().over(conditions.surroundings().metered());
    if (settings.pauseOnMetered() && metered == Metered.YES) {
      add(ReasonCode.METERED, "paused: this line is metered; resumes on another");
    }
    if (settings.pauseOnBattery() && conditions.surroundings().onBattery().orElse(false)) {
      add(ReasonCode.ON_BATTERY, "paused: on battery; resumes on mains power");
    }
    var limit = settings.idle().lineBusyBytesPerSecond();
    conditions
        .surroundings()
        .line()
        .filter(line -> limit.isPresent() && line.peakBytesPerSecond() > limit.getAsLong())
        .map(LineUse::until)
        .filter(now::isBefore)
        .ifPresent(
            until ->
                add(
                    ReasonCode.LINE_BUSY,
                    "new work waits: the line is busy with your own traffic",
                    Optional.of(until)));
  }

  private void ofTheUser() {
    if (settings.idle().hints()) {
      hinted(Activity.Kind.CALL, ReasonCode.USER_CALL, "paused: you are in a call");
      hinted(Activity.Kind.MEDIA, ReasonCode.USER_MEDIA, "new work waits: media is playing");
    }
    if (settings.idle().onlyWhenIdle()) {
      onlyWhenIdle();
    } else if (settings.idle().hints()) {
      hinted(Activity.Kind.NAVIGATION, ReasonCode.USER_ACTIVE, "new work waits: you are browsing");
    }
  }

  private void ofTheLine() {
    conditions
        .surroundings()
        .givingWay()
        .filter(way -> way.until().map(now::isBefore).orElse(true))
        .ifPresent(way -> add(ReasonCode.YIELDING, way.text(), way.until()));
  }

  private void hinted(Activity.Kind kind, ReasonCode code, String text) {
    var end = conditions.surroundings().activity().endOf(kind, now);
    if (end.isPresent()) {
      add(code, text, end);
    }
  }

  private void onlyWhenIdle() {
    var activity = conditions.surroundings().activity();
    var seen = activity.lastSeen(settings.idle().hints());
    if (activity.presence() instanceof Activity.Presence.Here) {
      add(
          ReasonCode.USER_ACTIVE,
          "new work waits: you use this computer; goes on " + minutesAfter() + " you leave it");
    } else if (seen.isEmpty()) {
      add(
          ReasonCode.USER_ACTIVE,
          "new work waits: work is wanted only when you are away, and neither the desktop nor a"
              + " browser tells; allow hints from a paired browser, or: lumora settings"
              + " --only-when-idle=false");
    } else {
      var end = seen.get().plus(settings.idle().time());
      if (now.isBefore(end)) {
        add(
            ReasonCode.USER_ACTIVE,
            "new work waits: you were here; goes on " + minutesAfter() + " you leave",
            Optional.of(end));
      }
    }
  }

  private String minutesAfter() {
    int minutes = settings.idle().idleMinutes();
    return minutes == 1 ? "1 minute after" : minutes + " minutes after";
  }

  /** It matters only if there is no other reason, but for an agent that does not run at all. */
  private void ofTheConnection() {
    if (!found.isEmpty() && conditions.connection() != Connection.STOPPED) {
      return;
    }
    switch (conditions.connection()) {
      case CONNECTED -> add(ReasonCode.READY, "ready for work");
      case CONNECTING ->
          add(ReasonCode.CONNECTING, "no connection to the coordinator; tries again by itself");
      case REFUSED -> add(ReasonCode.REFUSED, "the coordinator refuses this agent");
      case BLOCKED -> add(ReasonCode.COORDINATOR_BLOCKED, "you have blocked this coordinator");
      case CAPPED ->
          add(ReasonCode.COORDINATOR_CAP, "your monthly cap for this coordinator is reached");
      case STOPPED -> add(ReasonCode.STOPPED, "the agent does not run; start it: lumora run");
    }
  }

  private void add(ReasonCode code, String text) {
    add(code, text, Optional.empty());
  }

  private void add(ReasonCode code, String text, Optional<Instant> until) {
    found.add(new Reason(code, text, until));
  }

  private String minute(Instant at) {
    return shown(at, "d MMMM HH:mm");
  }

  private String shown(Instant at, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .format(at.atZone(conditions.zone()));
  }
}
