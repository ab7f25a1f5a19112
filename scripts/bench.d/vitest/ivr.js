// A menu in ten steps: what scripts/bench-tests runs a thousand tests of.
require(Modules.ApplicationStorage);

const desks = ['15550200', '15550300'];

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  let entered = '';
  let customer = null;
  let step = menu;

  const ask = (text, next) => {
    entered = '';
    step = next;
    call.say(text);
  };

  function menu(key) {
    if (key === '3') ask('Enter your customer number and the hash key.', number);
    else ask('For your order press 3.', menu);
  }

  async function number(key) {
    if (key !== '#') {
      entered += key;
      return;
    }
    const result = await Net.httpRequestAsync(`https://crm.example.com/customers/${entered}`, { headers: { Accept: 'application/json' }, timeout: 5 });
    if (result.code !== 200) {
      ask('We do not know this number. Please try again.', number);
      return;
    }
    customer = JSON.parse(result.text);
    ask(`Hello ${customer.name}. Enter your order number and the hash key.`, order);
  }

  function order(key) {
    if (key === '#') ask(`Order ${entered} is on its way. To talk to somebody press 0.`, talk);
    else entered += key;
  }

  function talk(key) {
    if (key !== '0') return;
    ask('Please hold the line.', () => {});
    reach([...desks]);
  }

  function reach([desk, ...others]) {
    if (!desk) {
      call.say('Nobody is free.');
      return;
    }
    const leg = VoxEngine.callPSTN(desk, callerid);
    leg.addEventListener(CallEvents.Failed, () => reach(others));
    leg.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, leg));
    leg.addEventListener(CallEvents.Disconnected, () => call.hangup());
  }

  call.addEventListener(CallEvents.Connected, () => menu(''));
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => step(tone));
  call.addEventListener(CallEvents.Disconnected, async () => {
    const key = `calls:${callerid}`;
    const known = await ApplicationStorage.get(key);
    await ApplicationStorage.put(key, String(known ? Number(known.value) + 1 : 1), 3600);
    Logger.write(`${customer?.name ?? 'a stranger'} has called`);
    VoxEngine.terminate();
  });
  call.handleTones(true);
  call.answer();
});
