/** Loaded before all else, in every thread: whom the app speaks to, and what it runs, goes into STAND_IN_REQUESTS, a line each. */
import child from "node:child_process";
import dgram from "node:dgram";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const file = process.env.STAND_IN_REQUESTS;
const note = (line) => {
  if (file) appendFileSync(file, `${line}\n`);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const to = typeof first === "object" ? first : { port: first, host: second };
  // A socket of this machine's own has a path, and no port.
  if (to.path === undefined) note(`asks ${typeof to.host === "string" ? to.host : "localhost"}:${to.port}`);
  return Reflect.apply(connect, this, args);
};
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) {
  note("asks by a datagram");
  return Reflect.apply(send, this, args);
};
for (const name of ["spawn", "spawnSync", "execFile", "execFileSync", "exec", "execSync"]) {
  const run = child[name];
  child[name] = (program, ...rest) => {
    note(`runs ${program}`);
    return run(program, ...rest);
  };
}
syncBuiltinESMExports();
