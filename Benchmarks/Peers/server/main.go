// SPDX-License-Identifier: Apache-2.0

// Go net/http: parses, verifies and hashes the request in the body and responds with JSON; prints its port.
package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
)

type answer struct {
	CommonName string   `json:"commonName"`
	Names      []string `json:"names"`
	Signature  bool     `json:"signature"`
	SHA256     string   `json:"sha256"`
}

func inspect(writer http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(writer, request.Body, 1<<20))
	block, _ := pem.Decode(body)
	if err != nil || block == nil {
		http.Error(writer, "no request", http.StatusBadRequest)
		return
	}
	parsed, err := x509.ParseCertificateRequest(block.Bytes)
	if err != nil {
		http.Error(writer, "malformed", http.StatusBadRequest)
		return
	}
	digest := sha256.Sum256(block.Bytes)
	writer.Header().Set("content-type", "application/json")
	json.NewEncoder(writer).Encode(answer{
		parsed.Subject.CommonName, parsed.DNSNames, parsed.CheckSignature() == nil, hex.EncodeToString(digest[:]),
	})
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	http.HandleFunc("/v1/inspect", inspect)
	panic(http.Serve(listener, nil))
}
