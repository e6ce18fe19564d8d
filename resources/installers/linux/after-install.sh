#!/bin/sh
# After the files are in place, as root. Installing again must come to the same.
set -e

# The command line. What stands there already and isn't ours stays.
command=/usr/bin/${executable}
if [ ! -e "$command" ] || [ -L "$command" ]; then
  ln -sfn '/opt/${sanitizedProductName}/resources/bin/songphasa' "$command"
fi

# Chromium's sandbox works by user namespaces; only where the system has none at all, by a helper that is root's.
if [ -L /proc/self/ns/user ] && unshare --user true 2>/dev/null; then
  chmod 0755 '/opt/${sanitizedProductName}/chrome-sandbox' || true
else
  chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox' || true
fi

# Ubuntu 24.04 and newer give user namespaces only to programs that a profile names. Older systems don't know its
# language, and need none.
profile='/opt/${sanitizedProductName}/resources/apparmor-profile'
if command -v apparmor_parser >/dev/null 2>&1 && [ -d /etc/apparmor.d ]; then
  if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
    cp -f "$profile" '/etc/apparmor.d/${executable}'
    if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
      apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
    fi
  fi
fi

if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database /usr/share/applications || true; fi
