#!/bin/sh
# After the files are gone, as root; an update removes nothing.
set -e
case "$1" in
  upgrade | failed-upgrade | abort-upgrade | disappear | 1) exit 0 ;;
esac

command=/usr/bin/${executable}
if [ -L "$command" ] && [ "$(readlink "$command")" = '/opt/${sanitizedProductName}/resources/bin/songphasa' ]; then
  rm -f "$command"
fi

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if command -v apparmor_parser >/dev/null 2>&1; then apparmor_parser --remove "$profile" >/dev/null 2>&1 || true; fi
  rm -f "$profile"
fi

if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database /usr/share/applications || true; fi
