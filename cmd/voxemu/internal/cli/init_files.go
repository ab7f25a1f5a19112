package cli

// helloScenario is a first scenario.
const helloScenario = `// Greets the caller, and says goodbye to those who press 1.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Hello. Press 1 to say goodbye', { voice: VoiceList.Amazon.en_US_Joanna });
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone !== '1') return;
    call.say('Goodbye', { voice: VoiceList.Amazon.en_US_Joanna });
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
`

// helloTest is the test of the first scenario.
const helloTest = `import { test, expect } from 'voxemu/test';

test('says goodbye to who presses 1', async ({ app }) => {
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear(/press 1/i);
  caller.press('1');
  await expect(caller).toHear('Goodbye');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('a caller who hangs up ends the session', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('Hello');
  caller.hangup();
  await expect(caller.session).toEnd();
});
`

// ownTest is a first test of scenarios that are there already. What they do is not known: %s is a line that loads them, or nothing.
const ownTest = `import { test, expect } from 'voxemu/test';

test('has rules', async ({ app }) => {%s
  expect(app.rules).not.toHaveLength(0);
});

// Write what your scenarios say, and take the .fixme away.
test.fixme('greets the caller', async ({ app }) => {%[1]s
  const caller = await app.call({ from: '15550100', to: '15550199' });
  await expect(caller).toHear('Hello');
  caller.hangup();
  await expect(caller.session).toEnd();
});
`

// editorSettings tell editors and tsc that there is neither a browser nor Node.
const editorSettings = `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2022"],
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "types": [],
    "noEmit": true
  }
}
`
