/** What Electron's program may do in an app that is installed: switches in the program itself, set before it is signed. */
import { type FuseConfig, FuseV1Options, FuseVersion } from "@electron/fuses";

export const FUSES: FuseConfig<boolean> = {
  version: FuseVersion.V1,
  // One that a later Electron brings is thought about before anything is packaged.
  strictlyRequireAllFuses: true,
  // The program is the desk and nothing else: no Node for whoever sets a variable or gives an argument.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Only the app that it was packaged with, and only as it was packaged.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // The window's pages come from app://, never from file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // As Electron has them: there is no snapshot of ours, and WebAssembly keeps its guards.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};
