; A library's folder by "Open with", in Explorer's menu of a folder; for the user who installs it.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa" "" "Open in Songphasa · ເປີດໃນ Songphasa"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa" "Icon" '"$appExe",0'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa\command" "" '"$appExe" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\shell\Songphasa"
!macroend
