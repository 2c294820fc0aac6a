"""The room's wing that asks the world: streams, pages, and posts asked for again.

``network`` alone opens sockets; everything else here is given a Network and asks it.
"""
