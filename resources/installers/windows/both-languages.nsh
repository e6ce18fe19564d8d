; What electron-builder doesn't write of Songphasa into Windows, for the user who installs it. NSIS knows no Lao, and
; Windows asks for one name: each is in both languages.
!macro customInstall
  ; A story. The program stands in quotes: a user's folder may have a space in its name.
  WriteRegStr SHELL_CONTEXT "Software\Classes\Songphasa.Story\shell\open" "" "Open in Songphasa · ເປີດໃນ Songphasa"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Songphasa.Story\shell\open\command" "" '"$appExe" "%1"'

  ; A library's folder by "Open with", in Explorer's menu of a folder.
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa" "" "Open in Songphasa · ເປີດໃນ Songphasa"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa" "Icon" '"$appExe",0'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa\command" "" '"$appExe" "%1"'

  ; Explorer looks again at what opens what (SHCNE_ASSOCCHANGED).
  System::Call 'Shell32::SHChangeNotify(i 0x8000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa"
!macroend
