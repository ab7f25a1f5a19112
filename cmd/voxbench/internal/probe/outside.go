package probe

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// size is the size of a file in MB.
func size(p Params) (Figures, error) {
	info, err := os.Stat(p.Scenario)
	if err != nil {
		return nil, err
	}
	return Figures{"MB": float64(info.Size()) / 1e6}, nil
}

// putC is durable puts a second by a C program, which is the scenario here; the database is the folder it works in.
func putC(p Params) (Figures, error) {
	out, err := exec.Command(p.Scenario, p.Database, fmt.Sprint(p.For.Seconds())).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	f := Figures{}
	for line := range strings.Lines(string(out)) {
		var batch int
		var rate, p50, p99 float64
		if _, err := fmt.Sscanf(line, "puts/commit %d put/s %f p50-ms %f p99-ms %f", &batch, &rate, &p50, &p99); err != nil {
			return nil, fmt.Errorf("read %q: %w", line, err)
		}
		if batch == 1 {
			f["rate"], f["p50-ms"], f["p99-ms"] = rate, p50, p99
		} else {
			f[fmt.Sprintf("rate-%d", batch)] = rate
		}
	}
	return f, nil
}
