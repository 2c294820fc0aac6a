"""The sample case, `ondelune-2031`: everybody and everything in it is invented.

It is written by `python -m eval.sample.generate` in the source repository; nothing here is code.
"""
