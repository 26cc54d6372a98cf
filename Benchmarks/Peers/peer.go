// SPDX-License-Identifier: Apache-2.0

// Go crypto/x509: parses, verifies and hashes (SHA-256) all requests of a file repeatedly; prints CPU microseconds per
// request.
package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"strconv"
	"syscall"
)

func cpu() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e3
}

func main() {
	all, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	repeats, _ := strconv.Atoi(os.Args[2])
	requests := 0
	start := cpu()
	for round := 0; round < repeats; round++ {
		for block, rest := pem.Decode(all); block != nil; block, rest = pem.Decode(rest) {
			request, err := x509.ParseCertificateRequest(block.Bytes)
			if err != nil || request.CheckSignature() != nil {
				panic("invalid")
			}
			sha256.Sum256(block.Bytes)
			requests++
		}
	}
	fmt.Println((cpu() - start) / float64(requests))
}
