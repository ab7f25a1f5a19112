package main

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"

	"voxemu/cmd/voxbench/internal/page"
)

// machine describes the machine: nothing that tells whose it is.
func (b *bench) machine() []page.Fact {
	facts := []page.Fact{
		{Name: "cores", Value: strconv.Itoa(runtime.NumCPU())},
		{Name: "processor", Value: lineOf("/proc/cpuinfo", "model name")},
		{Name: "memory", Value: gib(lineOf("/proc/meminfo", "MemTotal"))},
		{Name: "system", Value: strings.TrimSpace(runtime.GOOS + "/" + runtime.GOARCH + " " + firstLine("/proc/sys/kernel/osrelease"))},
		{Name: "Go", Value: runtime.Version()},
		{Name: "Node", Value: b.nodeVersion()},
	}
	for i := range facts {
		if facts[i].Value == "" {
			facts[i].Value = "unknown"
		}
	}
	return facts
}

func (b *bench) nodeVersion() string {
	if b.noNode != "" {
		return b.noNode
	}
	out, err := exec.Command(b.node, "--version").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// lineOf returns the value of the first line "name: value" of a file, or "".
func lineOf(file, name string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func firstLine(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

// gib turns "16384 kB" into "0.02 GiB" and the like.
func gib(kb string) string {
	n, err := strconv.ParseFloat(strings.TrimSuffix(kb, " kB"), 64)
	if err != nil {
		return ""
	}
	return strconv.FormatFloat(n/(1<<20), 'f', 1, 64) + " GiB"
}
