// Command reduce makes a small set of rules out of those of gitleaks.
//
//	reduce LOCK MODULE OUT
//
// LOCK has a module, its version and its checksum; MODULE is what go mod download -json printed for it. The files are written
// below OUT.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: reduce LOCK MODULE OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "reduce:", err)
		os.Exit(1)
	}
}

func run(lock, module, out string) error {
	dir, err := verified(lock, module)
	if err != nil {
		return err
	}
	var from config
	meta, err := toml.DecodeFile(filepath.Join(dir, "config", "gitleaks.toml"), &from)
	if err != nil {
		return err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return fmt.Errorf("the rules have something new, which is to be understood first: %v", unknown)
	}
	rules, err := reduce(from)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	encode := json.NewEncoder(&text)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", " ")
	if err := encode.Encode(rules); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "data", "rules.json"), text.Bytes(), 0o644); err != nil {
		return err
	}
	licence, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "LICENSE"), licence, 0o644)
}

// verified returns where the module is, if it is the one of the lock.
func verified(lock, module string) (dir string, err error) {
	want, err := os.ReadFile(lock)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(module)
	if err != nil {
		return "", err
	}
	var got struct{ Path, Version, Sum, Dir string }
	if err := json.Unmarshal(text, &got); err != nil {
		return "", err
	}
	if have := strings.Join([]string{got.Path, got.Version, got.Sum}, " "); have != strings.TrimSpace(string(want)) {
		return "", fmt.Errorf("the module is %q, but the lock says %q", have, strings.TrimSpace(string(want)))
	}
	return got.Dir, nil
}

// config is gitleaks.toml.
type config struct {
	Title, MinVersion string
	Allowlist         allowlist
	Rules             []struct {
		ID, Description, Regex, Path string
		SecretGroup                  int
		Entropy                      float64
		Keywords                     []string
		Allowlists                   []allowlist
	}
}

type allowlist struct {
	Description, Condition, RegexTarget string
	Paths, Regexes, StopWords           []string
}

// rules, rule and allow are what package gitleaks reads.
type rules struct {
	Rules []rule  `json:"rules"`
	Allow []allow `json:"allow"`
}

type rule struct {
	ID          string   `json:"id"`
	Provider    string   `json:"provider,omitempty"`
	Description string   `json:"description"`
	Regex       string   `json:"regex"`
	Group       int      `json:"group,omitempty"`
	Entropy     float64  `json:"entropy,omitempty"`
	Keywords    []string `json:"keywords"`
	Exact       []string `json:"exact,omitempty"`
	Far         bool     `json:"far,omitempty"`
	Longest     int      `json:"longest,omitempty"`
	Run         int      `json:"run,omitempty"`
	Allow       []allow  `json:"allow,omitempty"`
}

type allow struct {
	Target  string   `json:"target,omitempty"`
	Regexes []string `json:"regexes,omitempty"`
	Words   []string `json:"words,omitempty"`
	Known   []string `json:"known,omitempty"`
}

func reduce(from config) (out rules, err error) {
	for _, r := range from.Rules {
		if r.Path != "" || r.Regex == "" || dropped(r.ID) {
			continue
		}
		if len(r.Keywords) == 0 {
			return out, fmt.Errorf("rule %s has no keywords", r.ID)
		}
		to := rule{ID: r.ID, Provider: provider(r.ID), Description: r.Description, Regex: r.Regex, Group: r.SecretGroup, Entropy: r.Entropy}
		for _, k := range r.Keywords {
			to.Keywords = append(to.Keywords, strings.ToLower(k))
		}
		if err := to.study(); err != nil {
			return out, fmt.Errorf("rule %s: %w", r.ID, err)
		}
		for _, a := range r.Allowlists {
			if to.Allow, err = appendAllow(to.Allow, a); err != nil {
				return out, fmt.Errorf("rule %s: %w", r.ID, err)
			}
		}
		out.Rules = append(out.Rules, to)
	}
	slices.SortFunc(out.Rules, func(a, b rule) int { return strings.Compare(a.ID, b.ID) })
	out.Allow, err = appendAllow(nil, from.Allowlist)
	return out, err
}
