<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace CSRKit;

/** An argument is invalid, or the library or server cannot be used. */
final class Error extends \RuntimeException
{
}

/**
 * What a reseller's module needs. The results are the documents of the command with --format json, as arrays.
 * There are two implementations: Library calls libcsrkit.so, Server a csrkit-server on the same host.
 */
interface Inspector
{
    /** Inspects all requests in an input: a list with a report for each, or an "error". */
    public function inspect(string $data): array;

    /**
     * Predicts the CA's response to an order with its request in "csr". If $complete, a missing parameter is an error;
     * otherwise it is listed in "needed".
     */
    public function check(array $order, bool $complete = false): array;

    /** Plans the proof of control of each name: a list with a plan for each request, or an "error". */
    public function plans(string $data, ?string $method = null, ?string $uniqueValue = null): array;
}

/** Calls libcsrkit.so through FFI, which the setting ffi.enable must allow. One object serves all calls of a process. */
final class Library implements Inspector
{
    private const DECLARATIONS = <<<'C'
        typedef struct csrkit_inspector csrkit_inspector;
        int csrkit_open(const char *const *key_lists, size_t count, csrkit_inspector **inspector, char **result);
        void csrkit_close(csrkit_inspector *inspector);
        int csrkit_inspect(
            const csrkit_inspector *inspector, const char *input, size_t length, const char *as_of, char **result);
        int csrkit_check(
            const csrkit_inspector *inspector, const char *order, size_t length, bool complete, const char *as_of,
            char **result);
        int csrkit_dcv(
            const csrkit_inspector *inspector, const char *input, size_t length, const char *method,
            const char *unique_value, const char *as_of, char **result);
        void csrkit_free(char *result);
        C;

    private \FFI $library;
    private \FFI\CData $inspector;

    public function __construct(string $path = 'libcsrkit.so.1')
    {
        $this->library = \FFI::cdef(self::DECLARATIONS, $path);
        $this->inspector = $this->library->new('csrkit_inspector *');
        $this->result(fn ($result) => $this->library->csrkit_open(null, 0, \FFI::addr($this->inspector), $result));
    }

    public function __destruct()
    {
        if (isset($this->inspector)) {
            $this->library->csrkit_close($this->inspector);
        }
    }

    public function inspect(string $data): array
    {
        return $this->result(
            fn ($result) => $this->library->csrkit_inspect($this->inspector, $data, strlen($data), null, $result)
        );
    }

    public function check(array $order, bool $complete = false): array
    {
        $form = json_encode((object) $order, JSON_THROW_ON_ERROR);
        return $this->result(
            fn ($result) => $this->library->csrkit_check(
                $this->inspector, $form, strlen($form), $complete, null, $result
            )
        );
    }

    public function plans(string $data, ?string $method = null, ?string $uniqueValue = null): array
    {
        return $this->result(
            fn ($result) => $this->library->csrkit_dcv(
                $this->inspector, $data, strlen($data), $method, $uniqueValue, null, $result
            )
        );
    }

    /** Calls a function, and reads and frees its result. */
    private function result(callable $call): array
    {
        $result = $this->library->new('char *');
        $status = $call(\FFI::addr($result));
        if (\FFI::isNull($result)) {
            return [];
        }
        try {
            $document = json_decode(\FFI::string($result), true, 64, JSON_THROW_ON_ERROR);
        } finally {
            $this->library->csrkit_free($result);
        }
        if ($status !== 0) {
            throw new Error($document['error']['message']);
        }
        return $document;
    }
}

/** Calls the JSON API of a csrkit-server, for hosts without FFI. */
final class Server implements Inspector
{
    public function __construct(private string $address = 'http://127.0.0.1:8080', private float $timeout = 10)
    {
    }

    public function inspect(string $data): array
    {
        return $this->post('/v1/inspect', 'application/octet-stream', $data);
    }

    public function check(array $order, bool $complete = false): array
    {
        $form = json_encode((object) $order, JSON_THROW_ON_ERROR);
        return $this->post('/v1/check' . ($complete ? '?complete=true' : ''), 'application/json', $form);
    }

    public function plans(string $data, ?string $method = null, ?string $uniqueValue = null): array
    {
        $query = http_build_query(['method' => $method, 'uniqueValue' => $uniqueValue]);
        return $this->post('/v1/dcv' . ($query === '' ? '' : "?$query"), 'application/octet-stream', $data);
    }

    private function post(string $path, string $type, string $body): array
    {
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => "Content-Type: $type\r\n",
            'content' => $body,
            'timeout' => $this->timeout,
            'ignore_errors' => true,
        ]]);
        $response = @file_get_contents($this->address . $path, false, $context);
        if ($response === false) {
            throw new Error("no response from {$this->address}: is csrkit-server running?");
        }
        $document = json_decode($response, true, 64, JSON_THROW_ON_ERROR);
        // An error is a problem document (RFC 9457).
        if (isset($document['status'], $document['detail'])) {
            throw new Error($document['detail']);
        }
        return $document;
    }
}
