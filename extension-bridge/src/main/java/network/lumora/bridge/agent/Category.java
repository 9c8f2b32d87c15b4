package network.lumora.bridge.agent;

/** What a site is about. The names are seen by callers: add, never rename. */
public enum Category {
  ADULT,
  GAMBLING,
  FINANCE,
  HEALTH,
  GOVERNMENT,
  MILITARY,
  EDUCATION,
  NEWS,
  SHOPPING,
  SOCIAL,
  TRAVEL,
  UNCATEGORISED
}
