package testkit_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"voxemu/scenarios/testkit"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// silent is a reporter that says nothing.
type silent struct{}

func (silent) Begin(int, int, *testkit.Options) {}
func (silent) Started(*testkit.Result)          {}
func (silent) Ended(*testkit.Result)            {}
func (silent) End(*testkit.Summary) error       { return nil }

const ivr = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.handleTones(true);
  call.addEventListener(CallEvents.Connected, () => call.say('Press 1 for sales'));
  call.addEventListener(CallEvents.ToneReceived, async (e) => {
    const r = await Net.httpRequestAsync('https://api.example.com/who?n=' + e.tone);
    const out = VoxEngine.callPSTN('15550300', '15550100');
    out.addEventListener(CallEvents.Connected, () => { VoxEngine.sendMediaBetween(call, out); });
    out.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});`

const ivrTest = `
import { test, expect } from 'voxemu/test';
for (let i = 0; i < 1000; i++) test('n' + i, async ({ app }) => {
  app.http.on('GET', /who/).reply(200, { name: 'x' }, { delay: '300ms' });
  app.phone('15550300').answers({ after: '3s' });
  const caller = await app.call({ to: 'ivr' });
  await expect(caller).toHear(/press 1 for sales/i);
  caller.press('1');
  const support = await app.phone('15550300').leg();
  support.say('Support, hello');
  await expect(caller).toHear('Support, hello');
  caller.say('ok');
  await expect(support).toHear('ok');
  caller.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});`

// BenchmarkThousandTests runs a thousand tests of an IVR, each with an application of its own, on one worker.
func BenchmarkThousandTests(b *testing.B) {
	dir := b.TempDir()
	for name, text := range map[string]string{"ivr.js": ivr, "ivr.test.js": ivrTest} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := testkit.Run(context.Background(), targets, testkit.Options{
			Cwd: dir, Workers: 1, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Wall: time.Minute, Virtual: 24 * time.Hour,
			NewStore: func() storage.Store { return memory.New() }, Reporter: silent{},
		})
		if err != nil || s.Count(testkit.Passed) != 1000 {
			b.Fatal(err, s.Count(testkit.Passed))
		}
	}
}
