package scenarios

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"

	"github.com/joho/godotenv"
)

// secrets fills in the application's secrets: those of voxemu.yaml, over them those of the environment file, over them
// [Options.Secrets]. Each key of the environment file is a secret, apart from the settings of the vendor's tool, which
// share the file (behaviour page, sections 7.6 and 9.5).
func (l *loader) secrets(app *Application, cfg *config, dir string) {
	path := filepath.Join(dir, ".env")
	if l.opt.EnvFile != "" {
		path = l.abs(l.opt.EnvFile)
	}
	var declared *node
	if cfg != nil {
		declared = cfg.secrets
	}
	if declared != nil {
		for _, f := range declared.fields {
			if f.value.kind != kindNull {
				app.Secrets[f.key] = f.value.text
			}
		}
	}
	if l.opt.EnvFile != "" || l.exists(path) {
		env, problem := l.envFile(path)
		l.fail(problem)
		for key, value := range env {
			if !strings.HasPrefix(key, "VOX_CI_") {
				app.Secrets[key] = value
			}
		}
	}
	maps.Copy(app.Secrets, l.opt.Secrets)
	if declared == nil {
		return
	}
	for _, f := range declared.fields {
		if _, ok := app.Secrets[f.key]; !ok {
			l.warn(cfg.src.problem(diag.CodeSecret, cfg.src.key(f), "set it in .env or with --secret", "the secret %q has no value", f.key))
		}
	}
}

// envFile reads a file of KEY=value lines.
func (l *loader) envFile(path string) (map[string]string, *diag.Problem) {
	src, problem := l.file(path)
	if problem != nil {
		return nil, problem
	}
	src.text = string(withoutBOM([]byte(src.text)))
	env, err := godotenv.Unmarshal(src.text)
	if err == nil {
		return env, nil
	}
	// The library's message quotes the rest of the file, secrets and all, and gives no line: neither it nor a code frame
	// is shown. The longest beginning that can be read ends before the line to blame.
	lines := strings.SplitAfter(src.text, "\n")
	good := 0
	for i := range slices.Backward(lines) {
		if _, err := godotenv.Unmarshal(strings.Join(lines[:i], "")); err == nil {
			good = i
			break
		}
	}
	return nil, &diag.Problem{
		Code: diag.CodeFormat, Pos: src.pos(good+1, 1), Hint: "write KEY=value, with the value in closed quotes if it has spaces",
		Message: "not a line of an environment file",
	}
}
