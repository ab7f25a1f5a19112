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

const keepAlive = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let minutes = 0;
  setInterval(() => { minutes += 1; }, 60 * 1000);
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(minutes + ' minutes');
    VoxEngine.terminate();
  });
  call.answer();
});`

const keepAliveTest = `
import { test, expect } from 'voxemu/test';
test('a day', async ({ app, clock }) => {
  const caller = await app.call();
  await clock.advance('24h');
  caller.hangup();
  await expect(caller.session).toHaveLogged('1440 minutes');
});`

// BenchmarkIdleDay runs a test that idles through 24 hours with a timer a minute, from the file to the result. It should take less than
// 50 ms.
func BenchmarkIdleDay(b *testing.B) {
	dir := b.TempDir()
	for name, text := range map[string]string{"day.js": keepAlive, "day.test.js": keepAliveTest} {
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
		if err != nil || s.Count(testkit.Passed) != 1 {
			b.Fatal(err, s.Results[0].Last().Failures)
		}
	}
}
