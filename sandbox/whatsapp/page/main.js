import { obey } from './channel.js';
import { askPasskey, connect, leave, link, Socket } from './connection.js';
import { changeFaults } from './faults.js';
import { receive, takeAck } from './messages.js';
import { modules } from './modules.js';

window.require = (name) => {
  if (!(name in modules)) {
    throw new Error(`Requiring unknown module "${name}"`);
  }
  return modules[name];
};
window.Debug = { VERSION: '2.3000.0-standin' };

await connect();
obey({
  link,
  askPasskey,
  leave,
  receive,
  ack: takeAck,
  faults: changeFaults,
  state: ({ state }) => Socket.put('state', state),
  reload: () => location.reload(),
});
