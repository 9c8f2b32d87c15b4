package network.lumora.agent.policy;

/** Why it is so. The names are seen by callers: add, never rename. */
public enum ReasonCode {
  READY(Permission.RUN),
  PAUSED_BY_USER(Permission.STOP),
  FINISHING(Permission.FINISH),
  CAP_DAY(Permission.STOP),
  CAP_MONTH(Permission.STOP),
  OUTSIDE_SCHEDULE(Permission.STOP),
  USER_ACTIVE(Permission.FINISH),
  USER_CALL(Permission.STOP),
  USER_MEDIA(Permission.FINISH),
  LINE_BUSY(Permission.FINISH),
  YIELDING(Permission.RUN),
  ON_BATTERY(Permission.STOP),
  METERED(Permission.STOP),
  NO_CONSENT(Permission.STOP),
  STORAGE_FAILED(Permission.STOP),
  CONNECTING(Permission.RUN),
  REFUSED(Permission.RUN),
  COORDINATOR_BLOCKED(Permission.RUN),
  COORDINATOR_CAP(Permission.RUN),
  STOPPED(Permission.RUN);

  private final Permission permission;

  ReasonCode(Permission permission) {
    this.permission = permission;
  }

  /** What is still allowed for this reason alone. */
  public Permission permission() {
    return permission;
  }
}
