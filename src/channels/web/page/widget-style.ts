/** How the widget looks on other pages. Sizes in px: the size of letters there is not ours. */

export const WIDGET_STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  right: 16px !important;
  bottom: 16px !important;
  z-index: 2147483647 !important;
}
* {
  box-sizing: border-box;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
[hidden] {
  display: none !important;
}
.launcher {
  min-height: 56px;
  padding: 0 22px;
  border: 2px solid #fff;
  border-radius: 28px;
  background: #b70d29;
  color: #fff;
  font-size: 18px;
  font-weight: 600;
  cursor: pointer;
  box-shadow: 0 4px 16px rgb(0 0 0 / 35%);
}
.launcher:hover {
  background: #8f0a20;
}
.panel {
  position: fixed;
  inset: auto 16px 16px auto;
  width: 420px;
  max-width: calc(100vw - 32px);
  height: min(680px, calc(100vh - 32px));
  max-height: none;
  margin: 0;
  padding: 0;
  overflow: hidden;
  border: 1px solid #6d7f8d;
  border-radius: 16px;
  background: #f2f6f9;
  color: #17222c;
  box-shadow: 0 12px 40px rgb(0 0 0 / 35%);
}
.panel::backdrop {
  background: rgb(0 0 0 / 50%);
}
.bar {
  height: 64px;
  padding: 20px 16px;
  background: #b70d29;
  color: #fff;
  font-size: 18px;
  font-weight: 700;
}
.close {
  position: absolute;
  top: 8px;
  right: 12px;
  min-width: 64px;
  min-height: 44px;
  padding: 0 12px;
  border: 1px solid rgb(255 255 255 / 70%);
  border-radius: 22px;
  background: transparent;
  color: #fff;
  font-size: 17px;
  font-weight: 600;
  cursor: pointer;
}
.close:hover {
  background: #8f0a20;
}
.frame {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  border: 0;
}
:focus-visible {
  outline: 3px solid #005a94;
  outline-offset: 3px;
}
.close:focus-visible {
  outline-color: #fff;
  outline-offset: 2px;
}
@media (max-width: 480px), (max-height: 480px) {
  .panel {
    inset: 0;
    width: 100vw;
    max-width: none;
    height: 100vh;
    height: 100dvh;
    border: 0;
    border-radius: 0;
  }
}
`;
