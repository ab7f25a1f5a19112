const greeting = 'Hello';
class Menu {}
var attempts = 0;
let language = 'en';

function log(text) {
  Logger.write(`lib: ${text}`);
}

function stop() {
  VoxEngine.terminate();
}
