// Command gen turns the JSON description of the VoxEngine API into the two line files that package apitable embeds.
//
//	go run ./modules/apitable/gen [-o modules/apitable] voxengine-api.json
//
// The output depends on the input alone: containers are sorted by name, what they hold stays in declared order.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// run is main without the process: 0 fine, 2 wrong use or unreadable input.
func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dir := flags.String("o", filepath.Join("modules", "apitable"), "folder to write api.txt and interfaces.txt to")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if err := generate(flags.Args(), *dir); err != nil {
		fmt.Fprintln(stderr, "gen:", err)
		return 2
	}
	return 0
}

func generate(args []string, dir string) error {
	if len(args) != 1 {
		return errors.New("want one argument, the API description in JSON")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read the API description: %w", err)
	}
	api, err := decode(text)
	if err != nil {
		return fmt.Errorf("decode %s: %w", args[0], err)
	}
	names, err := renderNames(api)
	if err != nil {
		return err
	}
	shapes, err := renderShapes(api)
	if err != nil {
		return err
	}
	for _, f := range []struct{ name, text string }{{"api.txt", names}, {"interfaces.txt", shapes}} {
		if err := os.WriteFile(filepath.Join(dir, f.name), []byte(f.text), 0o644); err != nil {
			return fmt.Errorf("write the table: %w", err)
		}
	}
	return nil
}
