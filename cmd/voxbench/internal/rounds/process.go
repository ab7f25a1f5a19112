package rounds

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"time"
)

// run runs a contender once, all copies of it at the same time.
func run(ctx context.Context, c Contender) (Sample, error) {
	copies := max(c.Copies, 1)
	samples, errs := make([]Sample, copies), make([]error, copies)
	var wait sync.WaitGroup
	for i := range copies {
		wait.Go(func() { samples[i], errs[i] = process(ctx, c) })
	}
	wait.Wait()
	sum := Sample{}
	for i, s := range samples {
		if errs[i] != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, errs[i])
		}
		for name, v := range s {
			sum[name] += v
		}
	}
	return sum, nil
}

// process runs the command of a contender. Its peak memory is that of the kernel's accounting, which counts a child from what its parent
// held when it was started: it is an upper bound.
func process(ctx context.Context, c Contender) (Sample, error) {
	cmd := exec.CommandContext(ctx, c.Argv[0], c.Argv[1:]...)
	cmd.Env = append(os.Environ(), c.Env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	from := time.Now()
	err := cmd.Run()
	elapsed := time.Since(from)
	if err != nil && !slices.Contains(c.Exits, cmd.ProcessState.ExitCode()) {
		return nil, fmt.Errorf("%w\n%s%s", err, stdout.Bytes(), stderr.Bytes())
	}
	s := Sample{"wall-ms": float64(elapsed.Nanoseconds()) / 1e6}
	if kib, ok := peak(cmd.ProcessState); ok {
		s["rss-MiB"] = kib / 1024
	}
	return s, figures(stdout.Bytes(), s)
}

// figures reads the last line of a command's output into the sample, if it is a JSON object.
func figures(out []byte, s Sample) error {
	out = bytes.TrimSpace(out)
	last := out[bytes.LastIndexByte(out, '\n')+1:]
	if len(last) == 0 || last[0] != '{' {
		return nil // a plain command
	}
	if err := json.Unmarshal(last, &s); err != nil {
		return fmt.Errorf("read the figures %q: %w", last, err)
	}
	return nil
}
