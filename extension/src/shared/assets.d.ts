declare module "*.css";
declare const PLATFORM: "chromium" | "firefox";
